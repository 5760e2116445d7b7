import { ServiceModel, Shape, ShapeReference } from './ServiceModel';

type Tree = { value?: string; children: Map<string, Tree> };

function toTree(form: URLSearchParams): Tree {
  const root: Tree = { children: new Map() };
  for (const [key, value] of form) {
    let node = root;
    for (const part of key.split('.')) {
      let child = node.children.get(part);
      if (!child) {
        child = { children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Reads a query (STS, IAM) or EC2 form body into an object with the model's member names. */
export function parseForm(
  model: ServiceModel,
  shapeName: string,
  form: URLSearchParams,
): Record<string, unknown> {
  const isEc2 = model.protocol === 'ec2';

  const wireName = (member: string, reference: ShapeReference): string => {
    if (isEc2) {
      return (
        reference.queryName ??
        (reference.locationName ? capitalize(reference.locationName) : member)
      );
    }
    return reference.locationName ?? member;
  };

  const numbered = (tree: Tree): Tree[] =>
    [...tree.children.entries()]
      .filter(([key]) => /^\d+$/.test(key))
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, child]) => child);

  function readList(shape: Shape, tree: Tree): unknown[] {
    const itemName = shape.member!.locationName ?? 'member';
    const items =
      isEc2 || shape.flattened ? tree : tree.children.get(itemName) ?? tree;
    return numbered(items).map(item => read(shape.member!, item));
  }

  function readMap(shape: Shape, tree: Tree): Record<string, unknown> {
    return Object.fromEntries(
      numbered(tree.children.get('entry') ?? tree).map(entry => [
        entry.children.get('key')?.value ?? '',
        read(shape.value!, entry.children.get('value')!),
      ]),
    );
  }

  function readStructure(shape: Shape, tree: Tree): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [member, reference] of Object.entries(shape.members ?? {})) {
      const child = tree.children.get(wireName(member, reference));
      if (child) {
        result[member] = read(reference, child);
      }
    }
    return result;
  }

  function read(reference: ShapeReference, tree: Tree): unknown {
    const shape = model.shape(reference.shape);
    switch (shape.type) {
      case 'structure':
        return readStructure(shape, tree);
      case 'list':
        return readList(shape, tree);
      case 'map':
        return readMap(shape, tree);
      case 'integer':
      case 'long':
      case 'double':
      case 'float':
        // What is not a number stays as it was sent, for validation to name it.
        return tree.value !== undefined &&
          tree.value.trim() !== '' &&
          Number.isFinite(Number(tree.value))
          ? Number(tree.value)
          : tree.value;
      case 'boolean':
        if (tree.value === 'true') return true;
        if (tree.value === 'false') return false;
        return tree.value;
      default:
        return tree.value;
    }
  }

  return readStructure(model.shape(shapeName), toTree(form));
}
