import { ServiceModel, Shape, ShapeReference } from './ServiceModel';
import { renderTimestamp } from './timestamps';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes text for XML content; what XML 1.0 cannot hold (control characters) is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, character => ENTITIES[character])
    .replace(/\p{Cc}/gu, character =>
      ['\t', '\n', '\r'].includes(character) ? character : '',
    );
}

/** Renders the members of an output shape as XML elements, by the model's names. */
export function renderXml(
  model: ServiceModel,
  shapeName: string,
  value: Record<string, unknown>,
): string {
  function element(name: string, reference: ShapeReference, item: unknown) {
    const shape = model.shape(reference.shape);
    if (shape.type === 'list') {
      return list(name, reference, shape, item as unknown[]);
    }
    return `<${name}>${content(shape, reference, item)}</${name}>`;
  }

  function list(
    name: string,
    reference: ShapeReference,
    shape: Shape,
    items: unknown[],
  ): string {
    if (reference.flattened || shape.flattened) {
      return items.map(item => element(name, shape.member!, item)).join('');
    }
    const itemName = shape.member!.locationName ?? 'member';
    const rendered = items.map(item => element(itemName, shape.member!, item));
    return `<${name}>${rendered.join('')}</${name}>`;
  }

  function structure(shape: Shape, item: Record<string, unknown>): string {
    return Object.entries(shape.members ?? {})
      .filter(([member]) => item[member] !== undefined)
      .map(([member, reference]) =>
        element(reference.locationName ?? member, reference, item[member]),
      )
      .join('');
  }

  function content(
    shape: Shape,
    reference: ShapeReference,
    item: unknown,
  ): string {
    switch (shape.type) {
      case 'structure':
        return structure(shape, item as Record<string, unknown>);
      case 'map':
        return Object.entries(item as Record<string, unknown>)
          .map(
            ([key, entry]) =>
              `<entry><key>${escapeXml(key)}</key>${element(
                'value',
                shape.value!,
                entry,
              )}</entry>`,
          )
          .join('');
      case 'timestamp':
        return String(
          renderTimestamp(
            item as number,
            (reference.timestampFormat as 'iso8601') ?? 'iso8601',
          ),
        );
      default:
        return escapeXml(String(item));
    }
  }

  return structure(model.shape(shapeName), value);
}
