# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Who may include what. Each room of the tree is an INTERFACE library with an include root in which
# nothing but that room is visible, so `#include "hw/api/nvm.h"` compiles only for a target that
# links hf_room_hw_api. docs/architecture.md has the table; lab/rooms/ tests that a wrong include fails.

# hf_room(<name> <path>): makes hf_room_<name>, through which `<path>/...` can be included.
function(hf_room name path)
  set(root ${CMAKE_BINARY_DIR}/rooms/${name})
  get_filename_component(parent ${root}/${path} DIRECTORY)
  file(MAKE_DIRECTORY ${parent})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${path} ${root}/${path} SYMBOLIC)
  add_library(hf_room_${name} INTERFACE)
  target_include_directories(hf_room_${name} INTERFACE ${root})
endfunction()

# hf_room_of_files(<name> <file>...): a room in which single files of another room are visible.
function(hf_room_of_files name)
  set(root ${CMAKE_BINARY_DIR}/rooms/${name})
  foreach(file ${ARGN})
    get_filename_component(parent ${root}/${file} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${file} ${root}/${file} SYMBOLIC)
  endforeach()
  add_library(hf_room_${name} INTERFACE)
  target_include_directories(hf_room_${name} INTERFACE ${root})
endfunction()

hf_room(core core)
hf_room(hw_api hw/api)

# What the app may ask of silicon: its own devices, and never keys, fuses or locks.
hf_room_of_files(hw_api_app hw/api/console.h hw/api/param.h)
