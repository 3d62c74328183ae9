# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The identifiers of the board's images: name-based UUIDs of vendor and of <board class>/<role>.
set(HF_VENDOR holdfast.example)
set(HF_NAMESPACE_DNS 6ba7b810-9dad-11d1-80b4-00c04fd430c8)

# hf_uuid_bytes(<variable> <uuid>): the UUID as a C initialiser.
function(hf_uuid_bytes variable uuid)
  string(REPLACE - "" digits ${uuid})
  string(REGEX REPLACE "(..)" "0x\\1, " bytes ${digits})
  string(REGEX REPLACE ", $" "" bytes ${bytes})
  set(${variable} ${bytes} PARENT_SCOPE)
endfunction()

string(UUID HF_VENDOR_UUID NAMESPACE ${HF_NAMESPACE_DNS} NAME ${HF_VENDOR} TYPE SHA1)
hf_uuid_bytes(HF_VENDOR_UUID_BYTES ${HF_VENDOR_UUID})
foreach(role urot secure app)
  string(TOUPPER ${role} upper)
  string(UUID HF_${upper}_UUID NAMESPACE ${HF_VENDOR_UUID} NAME ${HF_BOARD_CLASS}/${role} TYPE SHA1)
  hf_uuid_bytes(HF_${upper}_UUID_BYTES ${HF_${upper}_UUID})
endforeach()
configure_file(hw/board/identity.c.in identity.c @ONLY)
