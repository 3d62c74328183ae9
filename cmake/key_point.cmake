# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# cmake -DKEY=X.pem -DNAME=symbol -DHEADER=include -DOUT=X.c -P key_point.cmake
# The public half of a P-256 key, X || Y, as a C array.
execute_process(COMMAND openssl pkey -in ${KEY} -pubout -outform DER -out ${OUT}.der RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${KEY}: openssl cannot read a key from it")
endif()
file(READ ${OUT}.der spki HEX)
file(REMOVE ${OUT}.der)
string(LENGTH "${spki}" length)
set(prefix 3059301306072a8648ce3d020106082a8648ce3d03010703420004)
string(SUBSTRING "${spki}" 0 54 head)
if(NOT length EQUAL 182 OR NOT head STREQUAL prefix)
  message(FATAL_ERROR "${KEY}: not a P-256 key with an uncompressed point")
endif()
string(SUBSTRING "${spki}" 54 128 point)
string(REGEX REPLACE "(..)" "0x\\1, " bytes "${point}")
string(REGEX REPLACE "(0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x..,) " "    \\1\n" bytes "${bytes}")
file(WRITE ${OUT} "/* Generated from a public key by cmake/key_point.cmake. */\n#include \"${HEADER}\"\n\nconst uint8_t ${NAME}[64] = {\n${bytes}};\n")
