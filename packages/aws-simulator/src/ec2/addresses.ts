import { Ec2State, Subnet } from './types';

function toNumber(address: string): number {
  return address
    .split('.')
    .reduce((number, part) => number * 256 + Number(part), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0]
    .map(shift => Math.floor(number / 2 ** shift) % 256)
    .join('.');
}

function bounds(cidr: string): { first: number; size: number } {
  const [network, bits] = cidr.split('/');
  return { first: toNumber(network), size: 2 ** (32 - Number(bits)) };
}

/** Whether an address lies in a network. */
export function addressIsIn(address: string, cidr: string): boolean {
  const { first, size } = bounds(cidr);
  const number = toNumber(address);
  return number >= first && number < first + size;
}

function addressesInUse(ec2: Ec2State, subnetId: string): Set<string> {
  return new Set(
    Object.values(ec2.instances)
      .filter(
        instance =>
          instance.subnetId === subnetId && instance.state !== 'terminated',
      )
      .map(instance => instance.privateIp),
  );
}

export function isInUse(
  ec2: Ec2State,
  subnetId: string,
  address: string,
): boolean {
  return addressesInUse(ec2, subnetId).has(address);
}

/** The lowest free address of a subnet; AWS keeps the first four, and the last. */
export function freeAddress(ec2: Ec2State, subnet: Subnet): string {
  const { first, size } = bounds(subnet.cidr);
  const used = addressesInUse(ec2, subnet.id);
  // A subnet that instances only name may be missing from the estate's sizes: go on past its end.
  let number = first + 20 < first + size - 1 ? first + 20 : first + 4;
  while (used.has(toAddress(number))) {
    number += 1;
  }
  return toAddress(number);
}
