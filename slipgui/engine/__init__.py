"""Recognition of the user's own catalogue: landmark fingerprints, numpy only; samples are given in, nothing here decodes media."""
