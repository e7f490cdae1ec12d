#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"

#include <iosfwd>
#include <string>

namespace kit {

/// Reports to a person while a program is checked. The first failure is
/// explained; the others get a line each.
class CheckReport {
public:
    /// Both must outlive it.
    CheckReport(std::ostream& out, const Exercise& exercise);

    /// Leaves out what the program printed, which differs from run to run: it
    /// is stopped at some point.
    void hide_output() { shows_output_ = false; }

    /// Reports that nobody has changed this file yet, nor `other` if there is
    /// one.
    void untouched(const std::string& file, const std::string& other);
    /// Reports that this file is checked, and not `other`, which was changed
    /// before it.
    void chose(const std::string& file, const std::string& other);
    void begin(std::uint32_t seed);
    void checked(const CheckResult& result);
    /// Reports that the file does not compile, with the compiler's first lines.
    void refused(const std::string& file, const std::string& lines);
    void end(const ExerciseResult& result);

private:
    void explain(const CheckResult& result);

    std::ostream& out_;
    const Exercise& exercise_;
    bool explained_ = false;
    bool shows_output_ = true;
};

/// Returns one object of JSON on a line, its version first.
std::string to_json(const Exercise& exercise, const ExerciseResult& result,
                    std::uint32_t seed);

} // namespace kit
