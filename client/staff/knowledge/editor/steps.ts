/** What is done at once, without asking for more. */
export type DirectStep = 'publish' | 'submit' | 'approve'

/** What asks for something first: a day, a reason, where to. */
export type StepWithDialog = 'schedule' | 'reject' | 'archive' | 'duplicate' | 'checked' | 'discard'
