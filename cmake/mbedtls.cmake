# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Where the Mbed TLS sources are: script/bootstrap unpacks them under build/deps, HOLDFAST_MBEDTLS names another place.
set(HOLDFAST_MBEDTLS "$ENV{HOLDFAST_MBEDTLS}" CACHE PATH "Mbed TLS 3.6 source tree")
if(NOT HOLDFAST_MBEDTLS)
  set(HOLDFAST_MBEDTLS ${CMAKE_SOURCE_DIR}/build/deps/mbedtls CACHE PATH "" FORCE)
endif()
if(NOT EXISTS ${HOLDFAST_MBEDTLS}/include/mbedtls/build_info.h)
  message(FATAL_ERROR "no Mbed TLS in ${HOLDFAST_MBEDTLS}: run script/bootstrap, or set HOLDFAST_MBEDTLS to a 3.6 source tree")
endif()
