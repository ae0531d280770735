"""The small models: better names, vectors, mood. `engine` is the web side, the other files run in the process."""
