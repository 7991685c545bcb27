"""Small networks in plain numpy: what the labs run and the lessons quote.

To be read in this order:

- all of training in its plainest form: `plain`;
- what is computed with: `arrays`, `special`;
- activations: `activation`, `piecewise`, `exponential`, `gelu`, `activations`;
- where weights start: `initializers`;
- layers: `layer`, `linear`, `activation_layer`, `normalization`, `batch_norm`, `layer_norm`, `residual`;
- networks: `network`, `perceptron`;
- what they are told and how they follow it: `losses`, `optimizers`, `clipping`;
- data: `datasets`, `digits`;
- training: `records`, `training`, `race`;
- looking inside: `propagation`, `probes`, `regions`, `calibration`;
- what must come out: `theory`.
"""
