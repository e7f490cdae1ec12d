#pragma once

#include "common/system/child.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// A server that is measured, in a process of its own. It is killed at the end.
class ServerProcess {
public:
    /// Starts bare_loop, with which ours is compared.
    static ServerProcess bare_loop();
    /// Starts the proto_server at `path`.
    static ServerProcess proto_server(const std::string& path);

    std::uint16_t port() const { return port_; }

    /// Returns the processor time until now in seconds, with that of the
    /// kernel.
    double cpu_seconds() const;

    /// Returns the memory in octets: the proportional set size (PSS). Memory of
    /// the kernel for its sockets is not included.
    double memory() const;

private:
    ServerProcess(Child process, std::uint16_t port)
        : process_(std::move(process)), port_(port) {}

    std::string proc_file(const std::string& name) const {
        return "/proc/" + std::to_string(process_.id()) + '/' + name;
    }

    Child process_;
    std::uint16_t port_;
};
