"""The engine `llm`: any server that speaks the OpenAI protocol."""

from .engine import INFO, LlmEngine, create, missing

__all__ = ["INFO", "LlmEngine", "create", "missing"]
