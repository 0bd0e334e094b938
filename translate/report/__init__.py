"""The report of a run: what became of every segment and every term, as stable JSON."""

from .run import REPORT_FORMAT, REPORT_VERSION, run_report, signature_text, totals

__all__ = ["REPORT_FORMAT", "REPORT_VERSION", "run_report", "signature_text", "totals"]
