# SPDX-License-Identifier: Apache-2.0
#
# find_package(modelseal) gives two targets, found from where this file lies:
#   modelseal::modelseal   the shared library
#   modelseal::static      the static library; also for programs that link OpenSSL or protobuf
get_filename_component(_modelseal_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET modelseal::modelseal)
  add_library(modelseal::modelseal SHARED IMPORTED)
  set_target_properties(modelseal::modelseal PROPERTIES
    IMPORTED_LOCATION "${_modelseal_prefix}/lib/libmodelseal.so"
    IMPORTED_SONAME "libmodelseal.so.0"
    INTERFACE_INCLUDE_DIRECTORIES "${_modelseal_prefix}/include")
endif()

if(NOT TARGET modelseal::static)
  add_library(modelseal::static STATIC IMPORTED)
  set_target_properties(modelseal::static PROPERTIES
    IMPORTED_LOCATION "${_modelseal_prefix}/lib/libmodelseal.a"
    INTERFACE_COMPILE_DEFINITIONS "MODELSEAL_STATIC"
    INTERFACE_INCLUDE_DIRECTORIES "${_modelseal_prefix}/include"
    INTERFACE_LINK_LIBRARIES "stdc++;m;pthread")
endif()

unset(_modelseal_prefix)
