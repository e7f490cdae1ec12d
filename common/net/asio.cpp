// Asio's own code, compiled once for everyone (ASIO_SEPARATE_COMPILATION).
#include <asio/impl/src.hpp>
