#include "proto_client/program/login_secret.hpp"

#include "common/system/file.hpp"
#include "proto_client/limits.hpp"

#include <asio/buffer.hpp>
#include <asio/post.hpp>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace client {

LoginSecret::LoginSecret(asio::io_context& loop, std::string option,
                         std::string command)
    : loop_(loop), option_(std::move(option)), command_(std::move(command)),
      output_(loop), signal_(loop, [this] { check(); }), deadline_(loop) {}

LoginSecret::LoginSecret(asio::io_context& loop, std::string password)
    : loop_(loop), password_(std::move(password)), output_(loop),
      signal_(loop, [this] { check(); }), deadline_(loop) {}

void LoginSecret::get(OnSecret on_secret) {
    on_secret_ = std::move(on_secret);
    ++attempt_;
    asio::post(loop_, [this, attempt = attempt_] {
        if (attempt != attempt_) return;
        if (command_.empty()) return finish(password_);
        try {
            start();
        } catch (const std::system_error& error) {
            finish(tl::make_unexpected(option_ +
                                       " cannot be run: " + error.what()));
        }
    });
}

void LoginSecret::start() {
    text_.clear();
    at_end_ = false;
    auto pipe = make_pipe();
    ChildOptions options;
    options.files = {{STDIN_FILENO, ChildOptions::nothing},
                     {STDOUT_FILENO, pipe.write_end.descriptor()}};
    child_ = Child::start({"/bin/sh", "-c", command_}, options);
    output_.assign(pipe.read_end.release());
    deadline_.expires_after(limits::secret);
    deadline_.async_wait([this, attempt = attempt_](asio::error_code error) {
        if (!error && attempt == attempt_)
            finish(tl::make_unexpected(option_ + " has not ended within " +
                                       std::to_string(limits::secret.count()) +
                                       " seconds"));
    });
    read();
}

void LoginSecret::read() {
    output_.async_read_some(
        asio::buffer(portion_),
        [this, attempt = attempt_](asio::error_code error, std::size_t size) {
            if (attempt != attempt_) return;
            text_.append(portion_.data(), size);
            at_end_ = error || text_.size() > limits::secret_octets;
            at_end_ ? check() : read();
        });
}

/// The command has ended. Another process may hold its output open, such as an
/// agent that it has started, so we do not wait for the end of that.
void LoginSecret::read_rest() {
    asio::error_code error;
    output_.non_blocking(true, error);
    while (!error && text_.size() <= limits::secret_octets) {
        const auto size = output_.read_some(asio::buffer(portion_), error);
        text_.append(portion_.data(), size);
    }
}

void LoginSecret::check() {
    const auto exit = child_ ? child_->ended() : std::nullopt;
    if (!exit) return;
    if (!at_end_) read_rest();
    auto line = text_.substr(0, text_.find('\n'));
    if (line.ends_with('\r')) line.pop_back();
    if (*exit != Exit{})
        return finish(tl::make_unexpected(option_ + " " + print(*exit)));
    if (line.empty())
        return finish(tl::make_unexpected(option_ + " has printed nothing"));
    if (line.size() > limits::secret_octets)
        return finish(
            tl::make_unexpected(option_ + " has printed a line too long"));
    finish(std::move(line));
}

void LoginSecret::finish(Secret secret) {
    ++attempt_;
    child_.reset();
    text_.clear();
    deadline_.cancel();
    asio::error_code ignored;
    output_.close(ignored);
    std::exchange(on_secret_, {})(secret);
}

} // namespace client
