import net from 'node:net';

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address();
      server.close(() => resolve(given));
    });
  });
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/** Whether somebody already listens on the port, on any address. */
export async function isPortTaken(port) {
  for (const host of [undefined, '127.0.0.1']) {
    try {
      await listenOnce(port, host);
    } catch (error) {
      if (error.code === 'EADDRINUSE') {
        return true;
      }
      throw error;
    }
  }
  return false;
}
