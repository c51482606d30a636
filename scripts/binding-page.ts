import {
  BINDING_REASONS,
  type BindingReason,
  explainBinding,
  formatExplanation,
} from '../src/binding/index.js';
import { bindingSituations } from './binding-situations.js';

export const bindingPage = new URL('../docs/bindings.md', import.meta.url);

/** Each reason: what it means, what to do, and what is shown in a situation that comes to it. */
function reasonSections(): string {
  return (Object.keys(BINDING_REASONS) as BindingReason[])
    .map((reason) => {
      const { states, means, help, of } = BINDING_REASONS[reason];
      const { story, binding, options } = bindingSituations[reason];
      return [
        `### ${reason}`,
        `${of === 'binding' ? 'Of the binding' : 'Of a cluster'}: ${states.join(', ')}.`,
        means,
        `**What to do**: ${help}.`,
        `For example, ${story}:`,
        `\`\`\`text\n${formatExplanation(explainBinding(binding, options))}\n\`\`\``,
      ].join('\n\n');
    })
    .join('\n\n');
}

/** The page with its generated part written anew. */
export function withReasons(page: string): string {
  return page.replace(
    /(<!-- reasons: .* -->\n)[\s\S]*(<!-- \/reasons -->)/,
    (_, begin, end) => `${begin}\n${reasonSections()}\n\n${end}`,
  );
}
