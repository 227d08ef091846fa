// CDK's built-in validation costs seconds per app; the conformance suite turns it on for itself.
process.env.CDK_VALIDATION ??= 'false';
