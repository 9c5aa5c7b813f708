import { clsx, type ClassValue } from 'clsx'

/**
 * Joins class names. Two Tailwind classes for the same thing must not meet, for their order in the stylesheet would decide; what callers
 * may change of a primitive is therefore a class of the components layer, which every utility beats.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes)
}
