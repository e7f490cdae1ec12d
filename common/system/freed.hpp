#pragma once

/// Frees an object of a C library by that library's own function:
/// std::unique_ptr<X509, Freed<X509_free>>.
template<auto function>
struct Freed {
    template<typename T>
    void operator()(T* object) const {
        function(object);
    }
};
