const SIZES: Record<string, { vcpus: number; share: number }> = {
  large: { vcpus: 2, share: 1 },
  xlarge: { vcpus: 4, share: 2 },
  '2xlarge': { vcpus: 8, share: 4 },
  '4xlarge': { vcpus: 16, share: 8 },
};

/** Memory of a `large` of each family, in MiB. */
const FAMILIES: Record<string, number> = {
  t3: 8192,
  c5: 4096,
  m5: 8192,
  r5: 16384,
  c6i: 4096,
  m6i: 8192,
  r6i: 16384,
};

export type InstanceTypeDescription = {
  name: string;
  vcpus: number;
  memoryMiB: number;
};

/** The instance types that the simulated EC2 has. */
export const INSTANCE_TYPES: InstanceTypeDescription[] = [
  { name: 't3.micro', vcpus: 2, memoryMiB: 1024 },
  { name: 't3.small', vcpus: 2, memoryMiB: 2048 },
  { name: 't3.medium', vcpus: 2, memoryMiB: 4096 },
  ...Object.entries(FAMILIES).flatMap(([family, memory]) =>
    Object.entries(SIZES)
      .filter(([size]) => family !== 't3' || size !== '4xlarge')
      .map(([size, { vcpus, share }]) => ({
        name: `${family}.${size}`,
        vcpus,
        memoryMiB: memory * share,
      })),
  ),
];
