"""What papermill's entry point names: its own engine, under the kernel's name. Loading it registers the translator."""
from papermill.engines import NBClientEngine
from papermill.translators import papermill_translators

from .translator import TypeScriptTranslator

__all__ = ["NBClientEngine"]

for name in ("bayes-tslab", "typescript"):  # the kernel, and any other that runs TypeScript
    papermill_translators.register(name, TypeScriptTranslator)
