"""Parameters for TypeScript notebooks in papermill."""
import papermill  # noqa: F401 - first: it loads `engine` by its entry point, which would find this package half made
