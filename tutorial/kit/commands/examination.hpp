#pragma once

#include "tutorial/kit/commands/conform.hpp"
#include "tutorial/kit/commands/fault.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"

#include <vector>

namespace kit::commands {

/// How the two programs of an examination are examined.
struct ExaminationRules {
    ConformOptions conform; ///< how a server is examined
    FaultOptions fault;     ///< how a client is examined
};

/// Returns the examination with a check of one point for each clause and for
/// each fault: "server/states", "client/bye". Throws std::runtime_error when
/// the course has no examination.
Exercise load_examination(const ExaminationRules& rules);

/// Returns the examination for one of its two programs.
Exercise one_program(const Exercise& examination, transcript::Side role);

/// Adds the results of the clauses that were played to `result`, or those of
/// the faults; `examination` has a check for each.
void add_results(ExerciseResult& result, const Exercise& examination,
                 const std::vector<Clause>& clauses);
void add_results(ExerciseResult& result, const Exercise& examination,
                 const std::vector<proxy::Row>& rows);

/// Adds a failure for each check of a program that cannot be started.
void add_failures(ExerciseResult& result, const Exercise& examination,
                  transcript::Side role, const std::string& why);

/// Examines the server and the client that one student handed in.
Grade grade_examination(const Submission& submission, const GradeRules& rules,
                        const ExaminationRules& how,
                        const std::filesystem::path& cache,
                        Interrupt& interrupt);

} // namespace kit::commands
