import { z } from 'zod';
import { timestampSchema } from './primitives';

/** Whether a launched instance is started at once. DRS's own values. */
export const launchDispositionSchema = z.enum(['STARTED', 'STOPPED']);
export type LaunchDisposition = z.infer<typeof launchDispositionSchema>;

/** How DRS chooses the instance type: only NONE honors the type of the launch template. */
export const rightSizingMethodSchema = z.enum(['NONE', 'BASIC', 'IN_AWS']);
export type RightSizingMethod = z.infer<typeof rightSizingMethodSchema>;

/**
 * How an instance is to be launched in one region. Every field may be absent: it is then inherited, from the group for a
 * server and from DRS for a group. The network fields belong to the region of the half that holds them.
 */
export const launchSettingsSchema = z
  .object({
    subnetId: z
      .string()
      .regex(/^subnet-[0-9a-f]{8,17}$/)
      .optional(),
    securityGroupIds: z
      .array(z.string().regex(/^sg-[0-9a-f]{8,17}$/))
      .max(16)
      .optional(),
    instanceProfileArn: z
      .string()
      .max(1000)
      .regex(/^arn:aws[\w-]*:iam::\d{12}:instance-profile\/.+$/)
      .optional(),
    instanceType: z
      .string()
      .max(100)
      .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)
      .optional(),
    copyPrivateIp: z.boolean().optional(),
    copyTags: z.boolean().optional(),
    launchDisposition: launchDispositionSchema.optional(),
    rightSizingMethod: rightSizingMethodSchema.optional(),
    osByol: z
      .boolean()
      .optional()
      .meta({ description: 'Bring your own operating system license' }),
    staticPrivateIp: z
      .string()
      .regex(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/)
      .optional()
      .meta({ description: 'IPv4; copyPrivateIp is off where this is set' }),
  })
  .strict()
  .meta({ id: 'LaunchSettings' });
export type LaunchSettings = z.infer<typeof launchSettingsSchema>;

/** The fields of {@link LaunchSettings}, in the order in which pages show them. */
export const LAUNCH_SETTINGS_FIELDS = [
  'subnetId',
  'securityGroupIds',
  'instanceProfileArn',
  'instanceType',
  'rightSizingMethod',
  'copyPrivateIp',
  'staticPrivateIp',
  'copyTags',
  'launchDisposition',
  'osByol',
] as const satisfies readonly (keyof LaunchSettings)[];

/**
 * Both halves of the launch settings: `recovery` is how DRS launches in the group's own region, `origin` how the machine
 * runs (or ran) where it came from. Mirroring swaps them.
 */
export const launchConfigSchema = z
  .object({
    recovery: launchSettingsSchema,
    origin: launchSettingsSchema,
  })
  .strict()
  .meta({ id: 'LaunchConfig' });
export type LaunchConfig = z.infer<typeof launchConfigSchema>;

/** Per-server overrides of a group's launch settings; each half may be absent. */
export const launchConfigOverridesSchema = z
  .object({
    recovery: launchSettingsSchema.optional(),
    origin: launchSettingsSchema.optional(),
  })
  .strict()
  .meta({ id: 'LaunchConfigOverrides' });
export type LaunchConfigOverrides = z.infer<typeof launchConfigOverridesSchema>;

/** The origin half as EC2 described it, and when. */
export const originCaptureSchema = z
  .object({
    settings: launchSettingsSchema,
    capturedAt: timestampSchema,
    instanceId: z.string(),
    privateIp: z
      .string()
      .optional()
      .meta({ description: 'For the record; never applied by itself' }),
  })
  .meta({ id: 'OriginCapture' });
export type OriginCapture = z.infer<typeof originCaptureSchema>;

/** One field in which DRS does not hold what the group says. */
export const launchSettingsDriftSchema = z
  .object({
    field: z.string(),
    expected: z.unknown(),
    actual: z.unknown(),
  })
  .meta({ id: 'LaunchSettingsDrift' });
export type LaunchSettingsDrift = z.infer<typeof launchSettingsDriftSchema>;
