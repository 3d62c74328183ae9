# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Finds, in the linked stages, a `bx lr` (a place to jump to that comes back) and the dispatcher.
function(find_leaf elf variable)
  execute_process(COMMAND ${OBJDUMP} -d -j .text ${elf} OUTPUT_VARIABLE code COMMAND_ERROR_IS_FATAL ANY)
  if(NOT code MATCHES "([0-9a-f]+):[ \t]+4770[ \t]")
    message(FATAL_ERROR "${elf}: no bx lr found")
  endif()
  set(${variable} 0x${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

find_leaf(${SECURE} secure_leaf)
find_leaf(${IROT} irot_leaf)
execute_process(COMMAND ${OBJDUMP} -t ${SECURE} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
if(NOT symbols MATCHES "([0-9a-f]+) g[^\n]* hf_dispatch\n")
  message(FATAL_ERROR "${SECURE}: no hf_dispatch")
endif()
set(dispatch 0x${CMAKE_MATCH_1})
# Only TrustZone has a veneer: the instruction behind its SG.
set(past_veneer 0)
if(symbols MATCHES "([0-9a-f]+) g[^\n]*[.]gnu[.]sgstubs[^\n]* hf_gate_call\n")
  math(EXPR past_veneer "0x${CMAKE_MATCH_1} / 2 * 2 + 4" OUTPUT_FORMAT HEXADECIMAL)
endif()
file(WRITE ${OUT} "/* Generated from the linked stages by points.cmake. */
#define LAB_SECURE_LEAF     ${secure_leaf}u
#define LAB_IROT_LEAF       ${irot_leaf}u
#define LAB_SECURE_DISPATCH ${dispatch}u
#define LAB_SECURE_PAST_VENEER ${past_veneer}u
")
