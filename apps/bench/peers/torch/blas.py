"""Which library multiplies matrices: PyTorch's speed stands and falls with it."""

import ctypes
import re

import torch

# Functions by which the libraries that stand in for a generic libblas are known.
SIGNATURES = {"openblas_get_config": "OpenBLAS", "bli_info_get_version_str": "BLIS", "ATL_buildinfo": "ATLAS"}


def blas_name():
    info = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
    built_with = info.group(1) if info else "unknown"
    if built_with != "generic":
        return f"BLAS {built_with}"
    for path in loaded_libraries("blas"):
        library = ctypes.CDLL(path)
        for function, name in SIGNATURES.items():
            if hasattr(library, function):
                return f"BLAS {name}{core_name(library)}"
    return "BLAS of the reference implementation, which is slow"


def core_name(library):
    """For which kind of processor OpenBLAS has chosen its kernels."""
    if not hasattr(library, "openblas_get_corename"):
        return ""
    library.openblas_get_corename.restype = ctypes.c_char_p
    return f" for {library.openblas_get_corename().decode()}"


def loaded_libraries(part):
    """Files of this process whose name has the part. Linux has the list; elsewhere nothing is found."""
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split()[-1] for line in maps if part in line.rsplit("/", 1)[-1]}
    except OSError:
        return []
    return sorted(paths)
