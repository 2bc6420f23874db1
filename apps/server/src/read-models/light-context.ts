/** The injection token of `LightContext`: the zone, the working calendar and the thresholds that lights depend on. */
export const LIGHT_CONTEXT = Symbol('LIGHT_CONTEXT');
