"""What the engines that ask a server share: address, key, patience with faults, concurrency."""

from .address import check_address, is_loopback, read_key
from .client import Client
from .parallel import each
from .settings import Settings, read_settings, whole_number
from .transport import ServerError

__all__ = [
    "Client",
    "ServerError",
    "Settings",
    "check_address",
    "each",
    "is_loopback",
    "read_key",
    "read_settings",
    "whole_number",
]
