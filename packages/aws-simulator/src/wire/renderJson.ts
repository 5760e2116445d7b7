import { ServiceModel, ShapeReference } from './ServiceModel';
import { renderTimestamp } from './timestamps';

/**
 * Brings a value into the model's shape: members the model does not know are
 * left out, and times (milliseconds inside the simulator) get the protocol's form. The
 * trace wants the names of the model, the wire may have others.
 */
export function renderJson(
  model: ServiceModel,
  shapeName: string,
  value: unknown,
  names: 'wire' | 'model' = 'wire',
): unknown {
  const render = (reference: ShapeReference, item: unknown): unknown => {
    if (item === undefined || item === null) {
      return undefined;
    }
    const shape = model.shape(reference.shape);
    switch (shape.type) {
      case 'structure': {
        const result: Record<string, unknown> = {};
        for (const [name, member] of Object.entries(shape.members ?? {})) {
          const rendered = render(
            member,
            (item as Record<string, unknown>)[name],
          );
          if (rendered !== undefined) {
            const wireName = member.locationName ?? name;
            result[names === 'wire' ? wireName : name] = rendered;
          }
        }
        return result;
      }
      case 'list':
        return (item as unknown[]).map(entry => render(shape.member!, entry));
      case 'map':
        return Object.fromEntries(
          Object.entries(item as Record<string, unknown>).map(
            ([key, entry]) => [key, render(shape.value!, entry)],
          ),
        );
      case 'timestamp':
        return typeof item === 'number'
          ? renderTimestamp(
              item,
              (reference.timestampFormat ??
                shape.timestampFormat ??
                'unixTimestamp') as 'unixTimestamp',
            )
          : item;
      default:
        return item;
    }
  };
  return render({ shape: shapeName }, value) ?? {};
}
