// SPDX-License-Identifier: Apache-2.0
//
// What the small verifier needs of a C++ runtime, so that a C program links it without one: memory
// from malloc, the guard of static variables, and an end of the process where a container would
// throw. It is built without exceptions; sizes in containers come from parsers that have checked
// them, so what is left to end it is that there is no memory.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

void* operator new(size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}
void* operator new[](size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

#if defined(__GLIBCXX__)

namespace std {
// Declared in <bits/functexcept.h>.
void __throw_length_error(const char*) { std::abort(); }
void __throw_logic_error(const char*) { std::abort(); }
void __throw_out_of_range_fmt(const char*, ...) { std::abort(); }
void __throw_bad_alloc() { std::abort(); }
void __throw_bad_array_new_length() { std::abort(); }

// Whether a shared pointer made its object itself: asked for where there is no RTTI.
bool _Sp_make_shared_tag::_S_eq(const type_info&) noexcept { return false; }
}  // namespace std

// Itanium C++ ABI, section 3.3.3: the first byte of a guard says that the variable is there, the
// second is ours: somebody is making it. Others wait, which takes microseconds.
extern "C" {
int __cxa_guard_acquire(uint8_t* guard) {
  uint8_t* is_begun = guard + 1;
  while (__atomic_load_n(guard, __ATOMIC_ACQUIRE) == 0) {
    uint8_t expected = 0;
    if (__atomic_compare_exchange_n(is_begun, &expected, 1, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED)) {
      return 1;
    }
  }
  return 0;
}
void __cxa_guard_release(uint8_t* guard) { __atomic_store_n(guard, 1, __ATOMIC_RELEASE); }
}

#elif defined(_LIBCPP_VERSION)

namespace std {
inline namespace _LIBCPP_ABI_NAMESPACE {
void __libcpp_verbose_abort(const char*, ...) noexcept { std::abort(); }
}  // namespace _LIBCPP_ABI_NAMESPACE
}  // namespace std

#endif
