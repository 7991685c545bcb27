"""Small networks in plain numpy, float64: what the labs run and the lessons quote."""
