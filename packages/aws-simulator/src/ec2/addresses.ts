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

export function isInUse(
  ec2: Ec2State,
  subnetId: string,
  address: string,
): boolean {
  return Object.values(ec2.instances).some(
    instance =>
      instance.subnetId === subnetId &&
      instance.state !== 'terminated' &&
      instance.privateIp === address,
  );
}

/** Addresses that instances have or had, by the instances of a region: thousands of launches need not go through all. */
const known = new WeakMap<Ec2State['instances'], Set<string>>();

const placeOf = (subnetId: string, address: string) => `${subnetId} ${address}`;

function knownIn({ instances }: Ec2State): Set<string> {
  let places = known.get(instances);
  if (!places) {
    places = new Set(
      Object.values(instances).map(({ subnetId, privateIp }) =>
        placeOf(subnetId, privateIp),
      ),
    );
    known.set(instances, places);
  }
  return places;
}

/** Notes the address that a new instance has got. */
export function noteAddress(
  ec2: Ec2State,
  { subnetId, privateIp }: { subnetId: string; privateIp: string },
): void {
  knownIn(ec2).add(placeOf(subnetId, privateIp));
  const subnet = ec2.subnets[subnetId];
  if (subnet) {
    subnet.lastAddress = privateIp;
  }
}

/** An address of a subnet that no instance has, after the one given last; AWS keeps the first four, and the last. */
export function freeAddress(ec2: Ec2State, subnet: Subnet): string {
  const { first, size } = bounds(subnet.cidr);
  const end = first + size - 1;
  const lowest = first + 20 < end ? first + 20 : first + 4;
  const places = knownIn(ec2);
  let number = subnet.lastAddress ? toNumber(subnet.lastAddress) + 1 : lowest;
  if (number >= end) {
    number = lowest;
  }
  // A subnet that instances only name may be missing from the estate's sizes: go on past its end.
  while (places.has(placeOf(subnet.id, toAddress(number)))) {
    number += 1;
  }
  return toAddress(number);
}
