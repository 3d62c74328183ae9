# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The firmware build of one board: hw/board/<board>/board.cmake says which files drive it, layout.h
# where memory lies. Leaves {irot,urot,secure,app}.elf and .bin, {urot,secure,app}.img, and layout.json.
if(NOT EXISTS ${CMAKE_SOURCE_DIR}/hw/board/${HOLDFAST_BOARD}/board.cmake)
  message(FATAL_ERROR "no board '${HOLDFAST_BOARD}': hw/board/${HOLDFAST_BOARD}/board.cmake is missing")
endif()
include(hw/board/${HOLDFAST_BOARD}/board.cmake)
include(cmake/identity.cmake)
include(cmake/sign.cmake)

option(HOLDFAST_BENCH "count what hash and signature cost from reset to app (hw/board/bench_on.c)" OFF)

# Source paths in debug information start at the tree, so that the same sources give the same ELF wherever they lie: what a
# report says of a binary can be checked by hash in another checkout.
add_compile_options(${HF_BOARD_CPU_FLAGS} -Os -g -fno-move-loop-invariants -fno-if-conversion -fno-schedule-insns2 -fno-tree-ch -ffunction-sections -fdata-sections
  -ffreestanding -fno-delete-null-pointer-checks -fno-common -fstack-usage
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${HOLDFAST_MBEDTLS}=mbedtls
  "$<$<COMPILE_LANGUAGE:ASM>:-Wa,--debug-prefix-map=${CMAKE_SOURCE_DIR}=.>")
add_link_options(${HF_BOARD_CPU_FLAGS} -nostartfiles --specs=nano.specs -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.
  -Wl,--gc-sections -Wl,--fatal-warnings -Wl,--no-warn-rwx-segments)

# hf_small(<source>...): these files are also kept in a form that the linker can optimise over their borders, which makes
# urot, the stage that must fit one sector, smaller. Stages that do not ask for it (hf_stage(... SMALL)) link the ordinary
# form. Files whose shape in machine code is a measured defence (proof, jump, start) are not among them.
function(hf_small)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "-flto;-ffat-lto-objects")
endfunction()

foreach(room common crypto chip/${HF_BOARD_CHIP} board/${HOLDFAST_BOARD})
  string(REPLACE / _ name hw_${room})
  hf_room(${name} hw/${room})
endforeach()

# What drivers may see: their chip, their board, each other.
add_library(hf_hw_rooms INTERFACE)
target_link_libraries(hf_hw_rooms INTERFACE hf_room_core hf_room_hw_api hf_room_hw_common
  hf_room_hw_chip_${HF_BOARD_CHIP} hf_room_hw_board_${HOLDFAST_BOARD})
target_compile_definitions(hf_hw_rooms INTERFACE HF_LAYOUT="${HF_BOARD_LAYOUT}")

set(small hw/common/note.c hw/common/print.c hw/common/die_page.c hw/chip/mps2/watchdog.c hw/chip/mps2/uart.c hw/chip/mps2/console.c
  hw/chip/mps2/nvm.c hw/chip/stm32f2/usart.c hw/chip/stm32f2/console_secure.c hw/board/stm32f205/nvm_emulated.c)
list(TRANSFORM small PREPEND ${CMAKE_SOURCE_DIR}/)
hf_small(${small})

# hf_device_library(<name> SOURCES ...): drivers of this board in one archive.
function(hf_device_library name)
  cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/ REGEX "^[^/]")
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE hf_warnings hf_hw_rooms)
endfunction()

add_subdirectory(core)

hf_device_library(hf_board SOURCES
  hw/board/map.c hw/board/layout_check.c ${CMAKE_BINARY_DIR}/identity.c ${HF_BOARD_SOURCES}
  hw/common/start.c hw/common/start_warm.c hw/common/cpu.c hw/common/fault.c hw/common/note.c hw/common/print.c
  hw/common/print_number.c hw/common/delay.c hw/common/entropy.c hw/common/entropy_health.c)
hf_device_library(hf_board_app SOURCES
  ${HF_BOARD_APP_SOURCES} hw/board/param.c hw/common/start_app.c hw/common/cpu.c hw/common/print.c
  hw/common/print_number.c)
if(HF_BOARD_PART_SOURCES)
  hf_device_library(hf_board_part SOURCES ${HF_BOARD_PART_SOURCES})
endif()
add_subdirectory(hw/crypto)

# A board's layout may include its family's: both make what is preprocessed from it new.
file(GLOB layout_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/hw/board/*/layout*.h ${CMAKE_SOURCE_DIR}/hw/chip/*/layout*.h)

# layout.json: the template is filled with names, then preprocessed with the board's numbers.
configure_file(hw/board/layout.json.in layout.json.h @ONLY)
add_custom_command(OUTPUT layout.json
  COMMAND ${CMAKE_C_COMPILER} -E -P -x c -DHF_LAYOUT="${HF_BOARD_LAYOUT}" -I ${CMAKE_SOURCE_DIR}
          ${CMAKE_BINARY_DIR}/layout.json.h -o layout.json
  DEPENDS ${CMAKE_BINARY_DIR}/layout.json.h ${layout_files} VERBATIM)
add_custom_target(layout ALL DEPENDS ${CMAKE_BINARY_DIR}/layout.json)

# hf_linker_script(<stage> <role> <stack> <gate>): preprocesses hw/board/stage.ld.S into <stage>.ld, at
# the place of the layout that belongs to <role>.
function(hf_linker_script stage role stack gate)
  string(TOUPPER ${role} upper)
  set(defines -DHF_LAYOUT="${HF_BOARD_LAYOUT}" -DHF_STAGE_STACK_SIZE=${stack})
  foreach(area CODE CODE_SIZE RAM RAM_SIZE)
    list(APPEND defines -DHF_STAGE_${area}=HF_${upper}_${area})
  endforeach()
  if(gate)
    list(APPEND defines -DHF_STAGE_GATE=HF_${upper}_GATE -DHF_STAGE_GATE_SIZE=HF_${upper}_GATE_SIZE)
  endif()
  if(stage STREQUAL irot AND NOT HOLDFAST_BENCH)
    list(APPEND defines -DHF_STAGE_CODE_LIMIT=HF_IROT_CODE_LIMIT)
  endif()
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/${stage}.ld
    COMMAND ${CMAKE_C_COMPILER} -E -P -x assembler-with-cpp ${defines} -I ${CMAKE_SOURCE_DIR}
            ${CMAKE_SOURCE_DIR}/hw/board/stage.ld.S -o ${CMAKE_BINARY_DIR}/${stage}.ld
    DEPENDS ${CMAKE_SOURCE_DIR}/hw/board/stage.ld.S ${layout_files} VERBATIM)
endfunction()

# hf_bench_flavour(<stage>): gives ${bench_objects} and ${bench_options}; empty in an ordinary build, and for stages
# that have no room for the counters on this board.
if(HOLDFAST_BENCH)
  hf_room_of_files(hw_board_bench hw/board/bench.h)
  add_library(hf_bench OBJECT ${CMAKE_SOURCE_DIR}/hw/board/bench_on.c)
  add_library(hf_bench_cold OBJECT ${CMAKE_SOURCE_DIR}/hw/board/bench_cold.c)
  target_link_libraries(hf_bench PRIVATE hf_warnings hf_hw_rooms hf_room_hw_board_bench)
  target_link_libraries(hf_bench_cold PRIVATE hf_warnings hf_hw_rooms hf_room_hw_board_bench)
endif()
macro(hf_bench_flavour stage)
  set(bench_objects)
  set(bench_options)
  if(HOLDFAST_BENCH AND NOT ${stage} STREQUAL app AND NOT ${stage} IN_LIST HF_BOARD_BENCH_WITHOUT)
    set(bench_objects $<TARGET_OBJECTS:hf_bench>)
    foreach(call hf_sha256_start hf_sha256_update hf_sha256_finish hf_p256_verify hf_note)
      list(APPEND bench_options -Wl,--wrap=${call})
    endforeach()
    if(${stage} STREQUAL irot)
      list(APPEND bench_objects $<TARGET_OBJECTS:hf_bench_cold>)
      list(APPEND bench_options -Wl,--wrap=hf_chip_start)
    endif()
  endif()
endmacro()

# hf_stage(<name> [AS <role>] STACK <bytes> SOURCES ... ROOMS ... LIBS ... [OPTIONS ...] [LINK_OPTIONS ...] [GATE] [SMALL]):
# one image of the chain. SOURCES see hf_room_core and the ROOMS named, nothing else;
# LIBS are linked without lending their include paths.
function(hf_stage name)
  cmake_parse_arguments(arg "GATE;SMALL" "AS;STACK" "SOURCES;ROOMS;LIBS;OPTIONS;LINK_OPTIONS" ${ARGN})
  if(NOT arg_AS)
    set(arg_AS ${name})
  endif()
  string(TOUPPER ${arg_AS} upper)
  hf_linker_script(${name} ${arg_AS} ${arg_STACK} ${arg_GATE})
  add_library(${name}_identity OBJECT ${CMAKE_SOURCE_DIR}/hw/common/stage.c)
  target_compile_definitions(${name}_identity PRIVATE HF_STAGE_NAME="${arg_AS}" HF_STAGE_NUMBER=HF_STAGE_${upper})
  target_link_libraries(${name}_identity PRIVATE hf_warnings hf_hw_rooms)

  set(link_time -fno-lto)
  if(arg_SMALL)
    set(link_time -flto -Os -fdata-sections) # every variable its own base, with short offsets from it
  endif()
  hf_bench_flavour(${arg_AS})
  add_executable(${name} ${arg_SOURCES} ${bench_objects} $<TARGET_OBJECTS:${name}_identity> ${CMAKE_BINARY_DIR}/${name}.ld)
  target_compile_options(${name} PRIVATE ${arg_OPTIONS})
  target_link_libraries(${name} PRIVATE hf_warnings hf_room_core ${arg_ROOMS})
  foreach(lib ${arg_LIBS})
    target_link_libraries(${name} PRIVATE $<TARGET_FILE:${lib}>)
    add_dependencies(${name} ${lib})
  endforeach()
  target_link_options(${name} PRIVATE -T ${CMAKE_BINARY_DIR}/${name}.ld
    -Wl,-Map=${CMAKE_BINARY_DIR}/${name}.map ${link_time} ${bench_options} ${arg_LINK_OPTIONS})
  set_target_properties(${name} PROPERTIES SUFFIX .elf RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
    LINK_DEPENDS ${CMAKE_BINARY_DIR}/${name}.ld)
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_OBJCOPY} -O binary $<TARGET_FILE:${name}> ${CMAKE_BINARY_DIR}/${name}.bin
    COMMAND arm-none-eabi-size $<TARGET_FILE:${name}> VERBATIM)
endfunction()

hf_room(irot firmware/irot)
hf_room(urot firmware/urot)
hf_room(proof firmware/proof)
add_subdirectory(firmware/proof)
add_subdirectory(firmware/store)
foreach(stage irot urot secure app)
  if(EXISTS ${CMAKE_SOURCE_DIR}/firmware/${stage}/CMakeLists.txt)
    add_subdirectory(firmware/${stage})
  endif()
endforeach()
add_subdirectory(lab/bench)
if(HOLDFAST_BOARD STREQUAL an385)
  add_subdirectory(examples/naive-boot)
endif()
if(NOT HOLDFAST_RELEASE)
  add_subdirectory(lab/bench/gate)
  add_subdirectory(lab/psa)
  add_subdirectory(lab/fault)
  add_subdirectory(lab/threats/attack_app)
  add_subdirectory(lab/boot/probe)
endif()
