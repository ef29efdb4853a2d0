"""The network diagram: layers, neurons, connections, and their controls."""
