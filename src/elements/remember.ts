/** The last answer, for as long as all parts of the question are the same. */
export function remember<Question extends readonly unknown[], Answer>(
  answer: (...question: Question) => Answer,
): (...question: Question) => Answer {
  let last: { readonly question: Question; readonly answer: Answer } | undefined;
  return (...question) => {
    if (!last || question.some((part, index) => part !== last?.question[index]))
      last = { question, answer: answer(...question) };
    return last.answer;
  };
}
