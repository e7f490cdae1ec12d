#pragma once

#include <chrono>
#include <memory>

/// Hears Ctrl-C while it exists.
class Interrupt {
public:
    /// Thrown to leave off at once and say goodbye.
    struct Asked {};

    Interrupt();
    ~Interrupt();

    /// Throws `Asked` when Ctrl-C has been pressed.
    void look();
    /// Lets time pass, and looks.
    void wait(std::chrono::milliseconds time);

private:
    struct Ear;
    std::unique_ptr<Ear> ear_;
};

/// Says so, and gives the exit code of a program that was interrupted.
int say_bye();
