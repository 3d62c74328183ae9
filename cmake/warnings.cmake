# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The warnings that our own sources must be free of. Third-party sources are built without them.
# A table may leave its last fields at zero, so a missing initializer is no warning.
add_library(hf_warnings INTERFACE)
target_compile_options(hf_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef -Wvla
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wno-missing-field-initializers -Werror)
