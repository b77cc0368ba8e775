"""The project: settings, the apps of people and tools, and the embedded services."""
