#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"

#include <iosfwd>
#include <string>

/// Says for a person how a program fared, while it is checked. The first
/// failure is explained; the others get a line each.
class CheckReport {
public:
    /// Both must outlive it.
    CheckReport(std::ostream& out, const Exercise& exercise);

    /// Does not show what the program printed: how far it has come when it is
    /// stopped differs from run to run.
    void hide_output() { shows_output_ = false; }

    /// Nobody has written in this file yet, nor in `other` if there is one.
    void untouched(const std::string& file, const std::string& other);
    /// Of two files that were written in, this one is checked.
    void chose(const std::string& file, const std::string& other);
    void begin();
    void checked(const CheckResult& result);
    /// The program could not be made: the compiler's first lines.
    void refused(const std::string& file, const std::string& lines);
    void end(const ExerciseResult& result);

private:
    void explain(const CheckResult& result);

    std::ostream& out_;
    const Exercise& exercise_;
    bool explained_ = false;
    bool shows_output_ = true;
};

/// One object of JSON on a line, its version first.
std::string to_json(const Exercise& exercise, const ExerciseResult& result,
                    std::uint32_t seed);
