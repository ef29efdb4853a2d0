"""The diagram: features, neurons and links, painted, pointed at and edited."""
