#include "proto_client/program/shell_command.hpp"

#include "proto_client/limits.hpp"
#include "proto_client/program/dialler.hpp"
#include "proto_client/program/keyboard.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/stopper.hpp"
#include "proto_client/program/terminal_text.hpp"

#include "common/transcript/live.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/write.hpp>
#include <iostream>
#include <unistd.h>

namespace client {

namespace {

using transcript::Side;

void note(std::string_view text) {
    std::cerr << text << std::endl;
}

/// Moves octets both ways at the same time: from the keyboard to the server,
/// and from the server to the screen.
class Shell {
public:
    explicit Shell(const Target& target)
        : wire_(std::cerr, isatty(STDERR_FILENO) == 1), show_wire_(target.wire),
          stopper_(loop_, [this] { loop_.stop(); }),
          dialler_(loop_, target.address), socket_(loop_.get_executor()),
          keyboard_(loop_), silence_(loop_), end_(loop_) {
        dialler_.dial([this](auto socket) { begin(std::move(socket)); });
    }

    int run() {
        loop_.run();
        std::cout << text_.show_rest() << std::flush;
        if (stopper_.interrupted()) note("goodbye");
        return code_;
    }

private:
    void begin(Dialler::Result socket) {
        if (!socket) return stop(socket.error(), exit_code::failed);
        socket_ = std::move(*socket);
        note("connected to " + print(dialler_.address()) +
             "; each line that you type is sent. Try: count, read 1, post "
             "Hello,\nidle (and done to leave it), quit. Ctrl-D ends.");
        if (show_wire_) wire_.opened(1, "to " + print(dialler_.address()));
        read_server();
        read_keyboard();
    }

    void stop(const std::string& why, int code) {
        if (!why.empty()) note(why);
        code_ = code;
        loop_.stop();
    }

    void read_server() {
        socket_.async_read_some(
            asio::buffer(from_server_),
            [this](asio::error_code error, std::size_t size) {
                if (error == asio::error::eof)
                    return stop(ending_ ? "" : "the server closed", 0);
                if (error)
                    return stop("connection lost: " + error.message(),
                                exit_code::failed);
                show({from_server_.data(), size});
                read_server();
            });
    }

    void show(std::string_view bytes) {
        if (show_wire_) wire_.passed(1, Side::server, bytes);
        std::cout << text_.show(bytes) << std::flush;
        if (!std::cout) return loop_.stop();
        if (ending_) wait_for_silence();
    }

    /// The next input is read only when this one has been sent. If the server
    /// does not read, the user has to wait, and no memory fills up.
    void read_keyboard() {
        keyboard_.read([this](std::string typed) {
            if (typed.empty()) return end();
            if (show_wire_) wire_.passed(1, Side::client, typed);
            to_server_ = std::move(typed);
            asio::async_write(socket_, asio::buffer(to_server_),
                              [this](asio::error_code error, std::size_t) {
                                  if (!error) read_keyboard();
                              });
        });
    }

    /// The input has ended. The server may still be sending, so we wait for it
    /// to close.
    void end() {
        ending_ = true;
        asio::error_code ignored;
        socket_.shutdown(net::Socket::shutdown_send, ignored);
        wait_for_silence();
        end_.expires_after(limits::shell_end);
        end_.async_wait([this](asio::error_code error) {
            if (!error) stop("the server does not close; leaving", 0);
        });
    }

    void wait_for_silence() {
        silence_.expires_after(limits::shell_silence);
        silence_.async_wait([this](asio::error_code error) {
            if (!error) stop("the server does not close; leaving", 0);
        });
    }

    transcript::LiveWire wire_;
    bool show_wire_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    Dialler dialler_;
    net::Socket socket_;
    Keyboard keyboard_;
    asio::steady_timer silence_;
    asio::steady_timer end_;
    std::array<char, limits::shell_portion> from_server_;
    std::string to_server_;
    TerminalText text_;
    bool ending_ = false; ///< the input has ended
    int code_ = 0;
};

} // namespace

int shell(const Target& target) {
    return Shell(target).run();
}

} // namespace client
