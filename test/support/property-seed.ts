import fc from 'fast-check';

// The histories that properties are tried on follow from the seed of the run, so that a run can be repeated.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED) });
