#pragma once

#include "common/system/child.hpp"
#include "common/system/file.hpp"
#include "tutorial/kit/system/interrupt.hpp"
#include "tutorial/kit/system/temporary_folder.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <tl/expected.hpp>

namespace kit::pages {

/// A shell into which commands are typed, one after the other. It begins in an
/// empty folder, and has a loopback of its own where the kernel allows that.
/// All that it has started ends with it.
class Shell {
public:
    using Variables = std::map<std::string, std::string>;

    /// The environment is ours, changed by `variables`. Throws
    /// std::system_error. It throws Interrupt::Asked, and so do its members.
    Shell(const Variables& variables, Interrupt& interrupt);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    /// Runs a command, and returns what it printed, at most `most_output`
    /// octets. The error says why there is no such text: it did not end within
    /// `limit`, for example.
    tl::expected<std::string, std::string> run(const std::string& command,
                                               std::chrono::milliseconds limit);

    /// Starts a command that ends in ` &`. Waits until one more socket listens
    /// than before, or it has ended, or `start_limit` has passed.
    tl::expected<void, std::string>
    run_in_background(const std::string& command,
                      std::chrono::milliseconds limit);

    /// False if other programs may have taken ports.
    bool has_private_loopback() const { return private_loopback_; }

    /// Returns the folder in which it began, which was empty.
    std::string folder() const { return (files_.path() / "work").string(); }

    static constexpr std::size_t most_output = 65536;
    static constexpr std::chrono::seconds start_limit{2};

private:
    /// The way in which a command ended.
    struct CommandEnd {
        int exit_code;
        pid_t last_background; ///< 0: none
    };

    tl::expected<CommandEnd, std::string> type(const std::string& command,
                                               std::chrono::milliseconds limit);
    std::string read_line(std::chrono::milliseconds limit);
    std::string printed() const;

    Interrupt& interrupt_;
    TemporaryFolder files_;
    File commands_; ///< to the shell: names of files
    File ends_;     ///< from it: how each command ended
    std::optional<Child> shell_;
    int typed_ = 0;
    bool private_loopback_ = false;
};

} // namespace kit::pages
