#pragma once

#include "common/system/child.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// A server under measurement, in a process of its own, killed at the end.
class ServerProcess {
public:
    /// The yardstick.
    static ServerProcess bare_loop();
    /// `proto_server`, the program at `path`.
    static ServerProcess proto_server(const std::string& path);

    std::uint16_t port() const { return port_; }

    /// Seconds of processor time so far, its own and the kernel's for it.
    double cpu_seconds() const;

    /// Octets of memory that are its own: the proportional set size (PSS); what
    /// the kernel holds for its sockets is not in it.
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
