#pragma once

#include "common/system/child.hpp"
#include "common/system/file.hpp"

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kit::proxy {

/// A program that runs beside us, in a shell and in a process group of its own.
/// Its lines are handed on as they come.
class Program {
public:
    enum class Stream : std::uint8_t { output, errors };
    using OnLine = std::function<void(Stream, const std::string&)>;

    /// Throws std::system_error. `on_line` is not called any more when this
    /// object is gone.
    Program(asio::io_context& loop, const std::string& command, OnLine on_line);
    /// Kills the group.
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::optional<Exit> ended() const { return child_.ended(); }

private:
    struct Reader;
    Program(asio::io_context& loop, const std::string& command, OnLine on_line,
            Pipe output, Pipe errors);

    Child child_;
    std::shared_ptr<Reader> output_, errors_;
};

} // namespace kit::proxy
