# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The host build: the command, the unit tests, the fuzz targets.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
add_compile_options(-fstack-protector-strong)
add_compile_definitions(_GNU_SOURCE)
if(HOLDFAST_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_definitions($<$<CONFIG:RelWithDebInfo>:_FORTIFY_SOURCE=2>)
endif()

if(HOLDFAST_FUZZ)
  add_compile_options(-O2 -fsanitize=fuzzer-no-link) # an unoptimised cipher would take all the time
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto>=3.0)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.12)
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

enable_testing()

# hf_unit_test(<name> SOURCES ... LIBS ...): a CMocka program that stands beside the code it tests.
function(hf_unit_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE hf_warnings ${arg_LIBS} PkgConfig::CMOCKA)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS unit)
endfunction()

add_subdirectory(core)
add_subdirectory(hw)
add_subdirectory(firmware/store)
add_subdirectory(host)
add_subdirectory(firmware/secure)
add_subdirectory(lab/crypto)
add_subdirectory(lab/boot)
add_subdirectory(lab/attest)
add_subdirectory(lab/powerfail)
add_subdirectory(lab/faults)
add_subdirectory(lab/system)
if(HOLDFAST_FUZZ)
  add_subdirectory(lab/fuzz)
endif()
