#pragma once

#include <gmime/gmime.h>
#include <memory>
#include <string>

/// Owners for the objects that GMime returns.
namespace mime {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template<typename T>
using Object = std::unique_ptr<T, Unref>;

struct Free {
    void operator()(gpointer memory) const { g_free(memory); }
};
using CString = std::unique_ptr<char, Free>;

/// Returns a C string as text; empty for a null pointer.
inline std::string text(const char* c_string) {
    return c_string ? c_string : "";
}

/// Starts GMime. Call it before any other function of GMime.
inline void start_gmime() {
    static const bool started = (g_mime_init(), true);
    static_cast<void>(started);
}

} // namespace mime
