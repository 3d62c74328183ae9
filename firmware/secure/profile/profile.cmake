# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A profile is one list of algorithms (profile/<name>/psa/crypto_config.h) and the files that serve it. This makes, for
# `standard` and `full`:
#   hf_profile_<name>   the list, for both sides of the door
#   hf_engine_<name>    Mbed TLS's PSA core with these algorithms
#   hf_services_<name>  secure's crypto services over it
include_guard(GLOBAL)
set(HF_SECURE ${CMAKE_SOURCE_DIR}/firmware/secure CACHE INTERNAL "")
set(HF_TLS ${HOLDFAST_MBEDTLS})

set(engine_common psa_crypto psa_crypto_aead psa_crypto_mac psa_crypto_client
  psa_crypto_driver_wrappers_no_static psa_crypto_hash psa_crypto_slot_management psa_crypto_storage psa_util
  memory_buffer_alloc platform platform_util constant_time asn1parse asn1write aes block_cipher ccm
  ctr_drbg)
set(engine_standard)
set(engine_full sha256 psa_crypto_cipher cipher cipher_wrap cmac gcm psa_crypto_ecp psa_crypto_rsa sha512 md oid bignum bignum_core bignum_mod bignum_mod_raw ecp ecp_curves
  ecdsa ecdh hmac_drbg rsa rsa_alt_helpers chacha20 poly1305 chachapoly pkcs5)
set(services_standard derive_p256.c encrypt_none.c)
set(services_full derive_engine.c encrypt_rsa.c)
# In the place of the engine's own, where that is larger than a profile of few algorithms needs.
set(inner_standard engine_context_standard.c engine_aes.c engine_cipher.c engine_cmac.c engine_gcm.c engine_sha256.c)
set(inner_full engine_context_full.c)

# hf_profile(<name>)
function(hf_profile name)
  add_library(hf_profile_${name} INTERFACE)
  target_include_directories(hf_profile_${name} INTERFACE ${HF_SECURE}/profile/${name})

  set(kind STATIC)
  if(HOLDFAST_BOARD)
    set(kind OBJECT)
  endif()
  set(sources ${engine_common} ${engine_${name}})
  list(TRANSFORM sources PREPEND ${HF_TLS}/library/)
  list(TRANSFORM sources APPEND .c)
  add_library(hf_engine_${name} ${kind} ${sources}
    ${HF_TLS}/3rdparty/p256-m/p256-m_driver_entrypoints.c ${HF_TLS}/3rdparty/p256-m/p256-m/p256-m.c)
  target_include_directories(hf_engine_${name} SYSTEM PUBLIC ${HF_SECURE}/engine ${HF_TLS}/include
    PRIVATE ${HF_TLS}/library ${HF_TLS}/3rdparty/p256-m ${HF_TLS}/3rdparty/p256-m/p256-m
            ${HF_TLS}/3rdparty/p256-m/p256-m/include ${HF_TLS}/3rdparty/p256-m/p256-m/include/p256-m)
  target_compile_definitions(hf_engine_${name} PUBLIC
    MBEDTLS_CONFIG_FILE="${HF_SECURE}/engine_config_${name}.h"
    MBEDTLS_PSA_CRYPTO_CONFIG_FILE="${HF_SECURE}/profile/${name}/psa/crypto_config.h")
  # Only what a service reaches is linked: some of the rest asks for a C library that is not there.
  target_compile_options(hf_engine_${name} PRIVATE -ffunction-sections -fdata-sections)
  # The standard profile's image is built as one: 2 KB less. p256-m stays outside, for its constant time and --wrap.
  if(HOLDFAST_BOARD AND name STREQUAL standard)
    target_compile_options(hf_engine_${name} PRIVATE -flto)
    set_source_files_properties(${HF_TLS}/3rdparty/p256-m/p256-m_driver_entrypoints.c
      ${HF_TLS}/3rdparty/p256-m/p256-m/p256-m.c PROPERTIES COMPILE_OPTIONS -fno-lto)
  endif()
  # The engine sees one header of ours: storage's types, under PSA's name for them.
  target_link_libraries(hf_engine_${name} PRIVATE hf_room_secure hf_room_hw_api hf_room_core)

  # What secure and the engine share; only these files see the engine's headers.
  set(files device_key.c engine.c engine_store.c key_find.c keys_builtin.c attributes.c operation.c crypto_call.c derive.c service_crypto.c
    service_key.c service_hash.c service_cipher.c service_aead.c service_derive.c service_asymmetric.c
    service_message.c ${services_${name}})
  list(TRANSFORM files PREPEND ${HF_SECURE}/)
  add_library(hf_services_${name} OBJECT ${files} ${ARGN})
  hf_engine_side(hf_services_${name} ${name})
  target_link_libraries(hf_services_${name} PRIVATE hf_warnings)

  # What looks into the engine: its headers are not ours to judge.
  set(inner engine_key.c engine_suspend.c ${inner_${name}})
  list(TRANSFORM inner PREPEND ${HF_SECURE}/)
  add_library(hf_services_inner_${name} OBJECT ${inner})
  set_source_files_properties(${HF_SECURE}/engine_aes.c PROPERTIES COMPILE_OPTIONS -O2) # the vault's speed hangs on it
  hf_engine_side(hf_services_inner_${name} ${name})
  target_link_libraries(hf_services_inner_${name} PRIVATE hf_warnings)
  if(HOLDFAST_BOARD AND name STREQUAL standard)
    target_compile_options(hf_services_${name} PRIVATE -flto)
    target_compile_options(hf_services_inner_${name} PRIVATE -flto)
  endif()
  target_compile_definitions(hf_services_inner_${name} PRIVATE MBEDTLS_ALLOW_PRIVATE_ACCESS)
  target_include_directories(hf_services_inner_${name} SYSTEM PRIVATE
    $<TARGET_PROPERTY:hf_engine_${name},INCLUDE_DIRECTORIES>)
endfunction()

# For programs of the host: what no service reaches is not linked; the sanitizers keep it, so there its missing parts are
# left open, and a call would crash.
set(HF_SECURE_LINK_OPTIONS -no-pie -Wl,--gc-sections -Wl,--wrap=p256_ecdsa_verify)
if(HOLDFAST_SANITIZE)
  list(APPEND HF_SECURE_LINK_OPTIONS -Wl,--unresolved-symbols=ignore-all)
endif()
set(HF_SECURE_LINK_OPTIONS ${HF_SECURE_LINK_OPTIONS} CACHE INTERNAL "")

# hf_engine_side(<target> <profile>): the target may include the engine's headers, and secure's.
function(hf_engine_side target name)
  target_link_libraries(${target} PRIVATE hf_room_core hf_room_hw_api hf_room_secure hf_room_store)
  target_include_directories(${target} SYSTEM PRIVATE ${HF_SECURE}/engine
    $<TARGET_PROPERTY:hf_engine_${name},INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(${target} PRIVATE
    $<TARGET_PROPERTY:hf_engine_${name},INTERFACE_COMPILE_DEFINITIONS>)
  target_include_directories(${target} BEFORE PRIVATE ${HF_SECURE}/profile/${name})
endfunction()

# The app's side of all services; the door is another file.
set(HF_CLIENT_SOURCES aead.c aead_whole.c asymmetric.c attestation.c call.c cipher.c crypto.c derivation.c device.c hash.c
  key.c mac.c pieces.c storage.c update.c)
list(TRANSFORM HF_CLIENT_SOURCES PREPEND ${HF_SECURE}/client/)
set(HF_CLIENT_SOURCES ${HF_CLIENT_SOURCES} CACHE INTERNAL "")
