# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# cmake -DOUT=keys.c -DKEYS="secure=a.pem;app=b.pem" [-DREFUSED="lab/keys/x.pem;..."] -P key_list.cmake
# Writes urot's list of trusted keys: per key its role, the SHA-256 of its SubjectPublicKeyInfo, and X || Y.

cmake_minimum_required(VERSION 3.25)

# hf_public_key(<variable> <pem>): the SubjectPublicKeyInfo in hexadecimal; stops when it is no P-256 key.
function(hf_public_key variable pem)
  if(NOT EXISTS ${pem})
    message(FATAL_ERROR "${pem}: no such key file; make one with: holdfast key new")
  endif()
  set(der ${OUT}.der)
  execute_process(COMMAND openssl pkey -in ${pem} -pubout -outform DER -out ${der} RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed EQUAL 0)  # a file with a public key alone is as good
    execute_process(COMMAND openssl pkey -pubin -in ${pem} -outform DER -out ${der} RESULT_VARIABLE failed ERROR_QUIET)
  endif()
  if(NOT failed EQUAL 0)
    message(FATAL_ERROR "${pem}: not a key in PEM form")
  endif()
  file(READ ${der} hex HEX)
  string(LENGTH ${hex} digits)
  if(NOT hex MATCHES "^3059301306072a8648ce3d020106082a8648ce3d03010703420004" OR NOT digits EQUAL 182)
    message(FATAL_ERROR "${pem}: not an uncompressed P-256 key")
  endif()
  file(SHA256 ${der} hash)
  file(REMOVE ${der})
  set(${variable} ${hex} PARENT_SCOPE)
  set(${variable}_HASH ${hash} PARENT_SCOPE)
endfunction()

function(hf_c_bytes variable hex)
  string(REGEX REPLACE "(..)" "0x\\1," bytes ${hex})
  set(${variable} ${bytes} PARENT_SCOPE)
endfunction()

set(refused_hashes)
foreach(pem ${REFUSED})
  hf_public_key(key ${pem})
  list(APPEND refused_hashes ${key_HASH})
endforeach()

set(entries)
foreach(entry ${KEYS})
  string(REGEX MATCH "^(secure|app)=(.+)$" matched "${entry}")
  if(NOT matched)
    message(FATAL_ERROR "key '${entry}': want secure=FILE or app=FILE")
  endif()
  string(TOUPPER ${CMAKE_MATCH_1} role)
  set(pem ${CMAKE_MATCH_2})
  hf_public_key(key ${pem})
  if(key_HASH IN_LIST refused_hashes)
    message(FATAL_ERROR "${pem}: a test key of lab/keys; a release build refuses it (set HOLDFAST_KEYS to your own)")
  endif()
  string(SUBSTRING ${key} 54 128 point)
  hf_c_bytes(hash_bytes ${key_HASH})
  hf_c_bytes(point_bytes ${point})
  string(APPEND entries "    {HF_ROLE_${role},\n     {${hash_bytes}},\n     {${point_bytes}}},\n")
endforeach()
if(NOT entries)
  message(FATAL_ERROR "no keys: urot would trust nobody")
endif()

file(WRITE ${OUT}.new "/* Made by cmake/key_list.cmake from the keys named in HOLDFAST_KEYS. */
#include \"firmware/urot/keys.h\"

const struct hf_key hf_keys[] = {
${entries}};

const uint32_t hf_key_count = sizeof(hf_keys) / sizeof(hf_keys[0]);
")
file(RENAME ${OUT}.new ${OUT})
