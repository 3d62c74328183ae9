# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What the firmware build asks of the host command: signed images, and urot's list of trusted keys.
set(HOLDFAST_COMMAND ${CMAKE_SOURCE_DIR}/build/host/holdfast CACHE FILEPATH "the holdfast command that signs images")
if(NOT EXISTS ${HOLDFAST_COMMAND})
  message(FATAL_ERROR "no holdfast command at ${HOLDFAST_COMMAND}: run script/build host first, or set HOLDFAST_COMMAND")
endif()

# Who signs, and whom urot trusts. The defaults are test keys, which a release build refuses.
set(HOLDFAST_SIGN_UROT ${CMAKE_SOURCE_DIR}/lab/keys/root-1.pem CACHE STRING "key that signs urot")
set(HOLDFAST_SIGN_SECURE ${CMAKE_SOURCE_DIR}/lab/keys/secure-1.pem CACHE STRING "key that signs secure")
set(HOLDFAST_SIGN_APP ${CMAKE_SOURCE_DIR}/lab/keys/app-1.pem CACHE STRING "key that signs the app")
set(HOLDFAST_TRUST_SECURE ${HOLDFAST_SIGN_SECURE} CACHE STRING "keys that urot trusts for secure")
set(HOLDFAST_TRUST_APP ${HOLDFAST_SIGN_APP} CACHE STRING "keys that urot trusts for the app")
set(HOLDFAST_TRUST_SERVICE ${CMAKE_SOURCE_DIR}/lab/keys/service-1.pem CACHE STRING "key of the service authority: RMA, decommissioning")
set(HOLDFAST_VERSION 1.0.0 CACHE STRING "version in the image headers")
set(HOLDFAST_SECURITY_COUNTER 1 CACHE STRING "security counter of the images")

set(release)
if(HOLDFAST_RELEASE)
  set(release --release)
endif()

# hf_key_list(<out> <options>...): runs `holdfast key list`; stops the configuration when it refuses.
function(hf_key_list out)
  execute_process(COMMAND ${HOLDFAST_COMMAND} key list ${release} ${ARGN} --out ${out}
    RESULT_VARIABLE failed ERROR_VARIABLE message)
  if(NOT failed EQUAL 0)
    message(FATAL_ERROR "${message}")
  endif()
endfunction()

set(trusted)
foreach(role secure app)
  string(TOUPPER ${role} upper)
  foreach(key ${HOLDFAST_TRUST_${upper}})
    list(APPEND trusted --${role} ${key})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${key})
  endforeach()
endforeach()
hf_key_list(${CMAKE_BINARY_DIR}/keys.c ${trusted})

# A release is not signed with test keys either: ask about the signers as well.
if(HOLDFAST_RELEASE)
  foreach(key ${HOLDFAST_SIGN_UROT} ${HOLDFAST_SIGN_SECURE} ${HOLDFAST_SIGN_APP} ${HOLDFAST_TRUST_SERVICE})
    hf_key_list(${CMAKE_BINARY_DIR}/signer.c --secure ${key} --app ${key})
  endforeach()
endif()

# hf_signed_image(<stage> [<role>]): <stage>.img beside <stage>.elf, signed as an image of <role>.
function(hf_signed_image stage)
  set(role ${stage})
  if(ARGC GREATER 1)
    set(role ${ARGV1})
  endif()
  string(TOUPPER ${role} upper)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/${stage}.img
    COMMAND ${HOLDFAST_COMMAND} image sign --key ${HOLDFAST_SIGN_${upper}} --layout ${CMAKE_BINARY_DIR}/layout.json
            --role ${role} --version ${HOLDFAST_VERSION} --security-counter ${HOLDFAST_SECURITY_COUNTER}
            -o ${CMAKE_BINARY_DIR}/${stage}.img ${CMAKE_BINARY_DIR}/${stage}.bin
    DEPENDS ${stage} layout ${CMAKE_BINARY_DIR}/layout.json ${HOLDFAST_COMMAND} VERBATIM)
  add_custom_target(${stage}_image ALL DEPENDS ${CMAKE_BINARY_DIR}/${stage}.img)
endfunction()
