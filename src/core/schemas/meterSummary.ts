import { object } from './containers';
import { instant, instantOrNull, optional, text } from './wire';

/** The part of a meter that a customer may see: its name. */
export const meterSummarySchema = object({
  id: text,
  name: text,
  createdAt: optional(instant),
  modifiedAt: instantOrNull,
});
