"""The progress bar in the button of a window on the taskbar of Windows: ``ITaskbarList3`` of its shell, by ctypes.

Written after https://learn.microsoft.com/windows/win32/api/shobjidl_core/nn-shobjidl_core-itaskbarlist3; Qt has initialised COM already.
"""

import ctypes
import logging
import sys
import uuid
from typing import Any

_log = logging.getLogger(__name__)

_TASKBAR_LIST = uuid.UUID("56fdf344-fd6d-11d0-958a-006097c9a090")
_ITASKBARLIST3 = uuid.UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
_IN_THIS_PROCESS = 1
"""CLSCTX_INPROC_SERVER"""
_HR_INIT, _SET_PROGRESS_VALUE, _SET_PROGRESS_STATE = 3, 9, 10
"""Places in the table of methods: three of IUnknown come first."""
_NO_PROGRESS = 0
"""TBPF_NOPROGRESS"""
_WHOLE = 1000


class Taskbar:
    """The shell's object.

    Parameters
    ----------
    pointer
        To it.
    method_type
        Makes the type of a method: ``ctypes.WINFUNCTYPE``.
    """

    def __init__(self, pointer: ctypes.c_void_p, method_type: Any) -> None:
        table = ctypes.cast(pointer, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents

        def method(place: int, *arguments: Any) -> Any:
            return method_type(ctypes.c_long, ctypes.c_void_p, *arguments)(table[place])

        self._pointer = pointer
        self._set_value = method(_SET_PROGRESS_VALUE, ctypes.c_void_p, ctypes.c_ulonglong, ctypes.c_ulonglong)
        self._set_state = method(_SET_PROGRESS_STATE, ctypes.c_void_p, ctypes.c_int)
        method(_HR_INIT)(pointer)

    def show(self, window_id: int, share: float | None) -> None:
        """Show a share of 0 to 1 in the button of a window; None takes the bar away."""
        if share is None:
            self._set_state(self._pointer, window_id, _NO_PROGRESS)
        else:
            self._set_value(self._pointer, window_id, round(share * _WHOLE), _WHOLE)


def open_taskbar() -> Taskbar | None:
    """The taskbar; None where there is none."""
    if sys.platform == "win32":
        pointer = ctypes.c_void_p()
        wanted = [ctypes.create_string_buffer(one.bytes_le, 16) for one in (_TASKBAR_LIST, _ITASKBARLIST3)]
        create = ctypes.OleDLL("ole32").CoCreateInstance
        try:
            create(wanted[0], None, _IN_THIS_PROCESS, wanted[1], ctypes.byref(pointer))
        except OSError as error:  # a shell without a taskbar
            _log.info("no taskbar: %s", error)
        else:
            return Taskbar(pointer, ctypes.WINFUNCTYPE)
    return None
